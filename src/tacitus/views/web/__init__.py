"""The ledger in the browser: pages for people, the same as data under /api, on this machine alone."""
