"""Can anything that is released be worked back to a few people, beside all that was released?"""
