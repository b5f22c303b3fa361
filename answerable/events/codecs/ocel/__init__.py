"""A log as OCEL 2.0: events beside the things of a case that they are about (decision 33)."""
