"""Whether this process can serve."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and every migration is applied; 503 and the reason if not."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if expected_migrations() - applied.keys():
        return JsonResponse({"status": "migrations are missing"}, status=503)
    return JsonResponse({"status": "ok"})


@cache
def expected_migrations() -> frozenset[tuple[str, str]]:
    """App and name of every migration of this release, read from disk once a process."""
    return frozenset(MigrationLoader(None).disk_migrations)
