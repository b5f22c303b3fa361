"""What might happen? Made-up caseloads, plainly marked as made up."""
