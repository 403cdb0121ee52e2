"""`python -m cmscalc`."""

from cmscalc.cli import main

if __name__ == "__main__":
    main()
