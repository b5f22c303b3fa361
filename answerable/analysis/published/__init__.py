"""What has been published about rape cases, and what may be set beside what?"""
