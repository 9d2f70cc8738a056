"""Notices of new hand-offs, sent to sales through the channels that a company names."""
