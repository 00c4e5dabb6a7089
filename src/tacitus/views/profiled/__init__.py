"""A ledger as it may leave: made of claims that passed a profile, so that whatever is drawn from it has passed too."""
