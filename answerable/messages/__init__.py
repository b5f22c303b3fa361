"""Who is told? What leaves for the victim: an outbox, and the ways out of it.

A message is put in with the entry that causes it, in one transaction, and leaves when a worker
finds that the way to the victim is safe at that moment. What became of it comes back to whoever
sent it.
"""
