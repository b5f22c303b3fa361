"""What does the victim see? Ten pages of their own, made of what they were told and nothing else.

No address, title, icon or file name here says what the pages are about: whoever looks at a screen
or a history finds nothing in it.
"""
