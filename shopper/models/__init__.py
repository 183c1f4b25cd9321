"""The nouns, one small module each."""

from shopper.models.annotation import Annotation, AnnotationKind
from shopper.models.audit import AuditEvent
from shopper.models.base import Model
from shopper.models.evidence import Evidence, VisitEvidence
from shopper.models.person import FailedSignIn, Grant, Invitation, Person, Role, UserSession
from shopper.models.place import Branch, Region
from shopper.models.question_set import QuestionSet, QuestionSetVersion, VersionState
from shopper.models.score import Tally, VisitScore
from shopper.models.visit import (
    VISIT_MOVES,
    WRITABLE,
    Assignment,
    Submission,
    Visit,
    VisitSource,
    VisitState,
)
from shopper.models.wave import WAVE_MOVES, Wave, WaveBranch, WaveState

__all__ = [
    "VISIT_MOVES",
    "WAVE_MOVES",
    "WRITABLE",
    "Annotation",
    "AnnotationKind",
    "Assignment",
    "AuditEvent",
    "Branch",
    "Evidence",
    "FailedSignIn",
    "Grant",
    "Invitation",
    "Model",
    "Person",
    "QuestionSet",
    "QuestionSetVersion",
    "Region",
    "Role",
    "Submission",
    "Tally",
    "UserSession",
    "VersionState",
    "Visit",
    "VisitEvidence",
    "VisitScore",
    "VisitSource",
    "VisitState",
    "Wave",
    "WaveBranch",
    "WaveState",
]
