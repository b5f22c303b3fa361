"""Signing in, locking, and signing in again: on top of django-allauth, with pages of our own."""
