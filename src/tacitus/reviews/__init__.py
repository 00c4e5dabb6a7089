"""What people say of claims: which reviews are in force, what a claim is with them, where coders differ, what to look at next."""
