"""What can go wrong with notices; none of it touches what is published."""


class AlertUrlError(Exception):
    """A channel of PROGRESSION_ALERT_URLS cannot be used; the message holds no secret."""


class NoticesBusyError(Exception):
    """Another process is sending notices for the same home folder."""
