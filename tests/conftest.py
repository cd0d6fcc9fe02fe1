"""What all tests share."""

from hypothesis import HealthCheck, settings

# The same examples on every run: a failure that comes and goes teaches nobody anything.
settings.register_profile(
    "deterministic",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("deterministic")
