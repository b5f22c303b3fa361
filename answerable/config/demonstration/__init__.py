"""The demonstration: made-up cases in the hands of made-up staff, and how to sign in as them."""
