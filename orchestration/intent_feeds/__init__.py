"""What a bought intent feed is worth beside first-party signals."""
