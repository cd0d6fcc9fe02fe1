#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys


def main() -> None:
    """Run a command on the site that the environment describes.

    An environment that describes no production site means the one on this computer.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quizsite.settings")
    if not os.environ.keys() & {"SECRET_KEY", "ALLOWED_HOSTS"}:
        os.environ.setdefault("EVIDENT_LOCAL", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
