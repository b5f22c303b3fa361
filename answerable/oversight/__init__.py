"""Who answers for it? Figures that were released, for those who hold the agencies to account."""
