"""The ledger of alerts: how far each rule has read, what matched, and which message went to which channel."""
