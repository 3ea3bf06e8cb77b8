"""Lets ``python -m heterostructures`` run the command line."""

import sys

from heterostructures.command_line import main

sys.exit(main())
