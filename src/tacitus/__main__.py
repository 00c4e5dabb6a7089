"""`python -m tacitus`: the command line."""

from tacitus.views.cli import main

if __name__ == "__main__":
    main()
