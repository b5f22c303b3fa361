"""How somebody shows that they are who they say: accounts, sessions, invitations, tries.

Apart from the rest of people: the database shows these tables to signing in alone.
"""
