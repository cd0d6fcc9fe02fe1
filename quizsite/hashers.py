"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ClassroomArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with the least that OWASP's password storage cheat sheet asks for.

    Django's default takes 100 MiB and about 0.2 s a login, so thirty learners who log in at the
    start of a lesson would bring down a small server. 19 MiB, two passes, one lane.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
