"""How gunicorn serves the site; it reads this file by itself when it starts here."""

import os

bind = os.environ.get("HOST", "127.0.0.1") + ":" + os.environ.get("PORT", "8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# A worker that is recycled now and then cannot leak for ever; the jitter keeps them from all
# going at once.
max_requests = 10_000
max_requests_jitter = 1_000
# It would be made in the home directory, which may be nobody's.
control_socket_disable = True

# Requests are logged by quizsite.logs; what gunicorn itself has to say takes the same form.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "quizsite.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "propagate": True},
        # It warns of every HEAD request that Django answers as if it were a GET.
        "gunicorn.http.wsgi": {"level": "ERROR", "propagate": True},
    },
}
