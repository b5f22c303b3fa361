"""Which letters were made? Each as it went, apart from the log, so that it can be erased."""
