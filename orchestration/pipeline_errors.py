"""What can go wrong in a run besides landing, rules and gates."""


class PipelineError(Exception):
    """A step failed; nothing was published, and readers see what they saw before."""
