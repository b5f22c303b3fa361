"""Who? Staff and their parts in cases; victims and suspects, in a vault that can be erased."""
