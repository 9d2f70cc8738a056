"""The pipeline a second time: plain Python that follows the contract day by day, not cleverly.

Nothing here reads a model of the dbt project. It exists to disagree with it.
"""
