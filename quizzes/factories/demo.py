"""A class as it may stand on any day: thirty learners, three assignments, and what they answered.

The first assignment is over, the second runs, the third is to come. Everything but its code follows
from the `now` and the random numbers that are passed in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import exp
from random import Random
from uuid import UUID

from django.contrib.auth.models import User

from quizzes.core.codes import Choose
from quizzes.core.people import base_of
from quizzes.core.zones import moments, wall_clock
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import answer_position, answer_text
from quizzes.factories.classes import AssignmentFactory, MemberFactory, begin_assigned
from quizzes.models import Assignment, Attempt, AttemptQuestion, Classroom, Member, QuestionSet
from quizzes.models.classes import Shows
from quizzes.models.questions import Form
from quizzes.services.answers import answer
from quizzes.services.attempts import submit
from quizzes.services.classes import make_class
from quizzes.services.own_sets import take_ready_set

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

LEARNERS = """
Ada Brandt | Ben Kaya | Chiara Moretti | Dario Petrov | Emil Sørensen | Fatima Haddad | Greta Vogel
Hugo Lindqvist | Ines Carvalho | Jakob Weiss | Kira Nowak | Leo Okafor | Maja Horvat | Nils Berger
Olga Danilova | Pablo Reyes | Quentin Dubois | Rana Yilmaz | Samir Aziz | Tessa de Vries
Uma Krishnan | Viktor Szabo | Wanja Keller | Xenia Papadopoulou | Yusuf Demir | Zoe Martin
Amelie Schulz | Bilal Rahman | Clara Jensen | Daniel Adeyemi
""".replace("\n", "|")
NAMES = tuple(name.strip() for name in LEARNERS.split("|") if name.strip())


AFTERNOON = range(13, 20)  # the hours at which homework is begun


@dataclass(frozen=True, slots=True)
class Course:
    """How a class goes about an assignment: how many begin, how many finish, on which days."""

    begin: int
    finish: int
    starts: Sequence[datetime]


def make_demo_class(
    *,
    teacher: User,
    learner: User,
    ready: Sequence[QuestionSet],
    zone: str,
    now: datetime,
    rng: Random,
    choose: Choose,
) -> Classroom:
    """The class of that teacher, in which the first of thirty is that learner.

    `ready` are three ready sets of articles, which the teacher takes and assigns. The learner has
    done the first assignment and has yet to begin the second. `choose` draws the join code, which
    nobody should be able to predict.
    """
    founded = now - 21 * DAY
    classroom = make_class(owner=teacher, name="8b", zone=zone, now=founded, choose=choose)
    members = enrol(classroom, learner, NAMES)
    sets = [take_ready_set(owner=teacher, question_set=made, now=founded) for made in ready]
    over, running, _ = assign_three(classroom, sets, now, rng)
    abilities = {member.pk: rng.gauss(0.8, 1.0) for member in members}
    others = [member for member in members if member.user_id != learner.pk]
    rng.shuffle(others)
    week = Course(28, 26, afternoons(now, range(-9, -3), zone))
    answer_as_a_class(over, [members[0], *others], abilities, week, rng)
    so_far = Course(17, 14, afternoons(now, [-1], zone))
    answer_as_a_class(running, others, abilities, so_far, rng)
    return classroom


def enrol(classroom: Classroom, first: User, names: Sequence[str]) -> list[Member]:
    """Learners of these names; the first has an account, the others get one without a password."""
    users = [
        first,
        *(
            UserFactory.create(username=base_of(name), email="", password=None)
            for name in names[1:]
        ),
    ]
    return [
        MemberFactory.create(
            classroom=classroom,
            user=user,
            name=name,
            joined=classroom.created,
            is_managed=user is not first,
        )
        for user, name in zip(users, names, strict=True)
    ]


def afternoons(now: datetime, days: Iterable[int], zone: str) -> list[datetime]:
    """The hours of some afternoons, as many days from now, at which somebody may begin."""
    return [at(now, day, hour, zone) for day in days for hour in AFTERNOON]


def at(now: datetime, days: int, hour: int, zone: str, minute: int = 0) -> datetime:
    """The moment when clocks in the zone show that time, so many days from now."""
    day = wall_clock(now, zone).date() + days * DAY
    return moments(datetime.combine(day, time(hour, minute)), zone)[0]


def assign_three(
    classroom: Classroom, sets: Sequence[QuestionSet], now: datetime, rng: Random
) -> list[Assignment]:
    """A homework that is over, one that is due in three days, and a test that is to come."""
    zone = classroom.zone
    homework = {"attempts_allowed": 2, "shows": Shows.SUBMITTED}
    test = {"attempts_allowed": 1, "shows": Shows.CLOSED, "minutes": 20}
    terms = [
        homework | {"due": at(now, -4, 18, zone), "closes": at(now, -2, 18, zone)},
        homework | {"due": at(now, 3, 18, zone), "closes": at(now, 5, 18, zone)},
        test | {"opens": at(now, 7, 8, zone), "closes": at(now, 7, 8, zone, minute=45)},
    ]
    given = [at(now, days, 9, zone) for days in (-10, -1, -1)]
    return [
        AssignmentFactory.create(
            id=_uuid(rng),
            classroom=classroom,
            question_set=question_set,
            created=moment,
            given=moment,
            **term,
        )
        for question_set, moment, term in zip(sets, given, terms, strict=True)
    ]


def answer_as_a_class(
    assignment: Assignment,
    members: Sequence[Member],
    abilities: dict[int, float],
    course: Course,
    rng: Random,
) -> None:
    """Attempts of the first members, spread over the hours of the course.

    Who is right follows the Rasch model (Rasch 1960): the odds are e to the power of ability less
    difficulty. The last of those who begin stop half-way.
    """
    difficulties = {
        item.question_id: rng.gauss(0, 1.0) for item in assignment.question_set.items.all()
    }
    for place, member in enumerate(members[: course.begin]):
        started = rng.choice(course.starts) + rng.randrange(60) * MINUTE
        attempt = begin_assigned(assignment, member.user, now=started)
        asked = list(attempt.questions.select_related("question__article"))
        stops_at = len(asked) if place < course.finish else rng.randint(2, len(asked) - 2)
        for row in asked[:stops_at]:
            odds = exp(abilities[member.pk] - difficulties[row.question_id])
            _respond(attempt, row, started, right=rng.random() < odds / (1 + odds), rng=rng)
        if stops_at == len(asked):
            handed_in = started + (len(asked) + 1) * MINUTE
            submit(learner=attempt.learner, attempt_id=attempt.pk, now=handed_in)


def _respond(
    attempt: Attempt, asked: AttemptQuestion, started: datetime, *, right: bool, rng: Random
) -> None:
    typed = asked.question.form == Form.TYPED
    wrong = asked.options.filter(option__is_key=False).values_list("position", flat=True)
    position = None
    if not typed:
        position = answer_position(asked) if right else rng.choice(list(wrong))
    answer(
        learner=attempt.learner,
        attempt_id=attempt.pk,
        number=asked.number,
        token=_uuid(rng),
        now=started + asked.number * MINUTE,
        position=position,
        text=_typed(asked, right=right, rng=rng) if typed else "",
    )


def _typed(asked: AttemptQuestion, *, right: bool, rng: Random) -> str:
    """The right words, or what somebody types who has read only the headline."""
    if right:
        return answer_text(asked)
    return rng.choice(["I don't know", "Russia", "2021", "the government", "NASA", "last week"])


def _uuid(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
