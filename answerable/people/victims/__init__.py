"""How the victim comes to pages of their own: an account, codes given by hand, sessions.

Apart from staff and their accounts in everything: tables, cookies, and what the database shows.
"""
