"""How would somebody who knows pandas well work out all measures, the funnel and the curves?

Nothing here is imported from the product: what it computes is written anew, from what the measures
say of themselves, and the benchmark compares it with ours, figure by figure. A new measure has to
be written here as well, or its test fails; a new duty is taken from its words in the catalogue.
"""
