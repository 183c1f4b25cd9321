"""The nouns, one small module each."""

from shopper.models.action import ACTION_MOVES, WAITING, Action, ActionNote, ActionState, Cause
from shopper.models.annotation import Annotation, AnnotationKind
from shopper.models.api_token import ApiToken, Scope
from shopper.models.appeal import Appeal, AppealSide, AppealState, Remedy
from shopper.models.audit import AuditEvent
from shopper.models.base import Model
from shopper.models.client_settings import ClientSettings
from shopper.models.contact_choices import ContactChoices, Reach
from shopper.models.conversation import Conversation
from shopper.models.customer import Channel, Customer, Wish
from shopper.models.draft import DraftCase, DraftEdit
from shopper.models.evidence import Evidence, VisitEvidence
from shopper.models.fee import FEE_MOVES, Fee, FeeKind, FeeState
from shopper.models.home_area import HomeArea
from shopper.models.kept_file import BranchSheet, ProgrammeSheet, UploadedForm
from shopper.models.message import Message, MessageState
from shopper.models.moment import Moment
from shopper.models.older_answer import OlderAnswer, Outdone
from shopper.models.one_time_link import LinkPurpose, OneTimeLink
from shopper.models.person import FailedSignIn, Grant, Guess, Invitation, Person, Role, UserSession
from shopper.models.place import Branch, Region
from shopper.models.practice import Practice
from shopper.models.question_set import QuestionSet, QuestionSetVersion, VersionState
from shopper.models.report_checks import ReportChecks
from shopper.models.review_question import ReviewQuestion
from shopper.models.score import IN_FORCE, Tally, TallyMark, VisitScore
from shopper.models.second_factor import RecoveryCode, SecondFactor
from shopper.models.self_check import SelfCheck, SelfCheckFix, SelfCheckPhoto, SelfCheckState
from shopper.models.shopping_list import ShoppingList
from shopper.models.visit import (
    VISIT_MOVES,
    WRITABLE,
    Assignment,
    Submission,
    Visit,
    VisitSource,
    VisitState,
)
from shopper.models.wave import WAVE_MOVES, DayPart, QuizPass, Wave, WaveBranch, WaveState
from shopper.models.webhook import DeliveryState, Event, Miss, Webhook, WebhookDelivery

__all__ = [
    "ACTION_MOVES",
    "FEE_MOVES",
    "IN_FORCE",
    "VISIT_MOVES",
    "WAITING",
    "WAVE_MOVES",
    "WRITABLE",
    "Action",
    "ActionNote",
    "ActionState",
    "Annotation",
    "AnnotationKind",
    "ApiToken",
    "Appeal",
    "AppealSide",
    "AppealState",
    "Assignment",
    "AuditEvent",
    "Branch",
    "BranchSheet",
    "Cause",
    "Channel",
    "ClientSettings",
    "ContactChoices",
    "Conversation",
    "Customer",
    "DayPart",
    "DeliveryState",
    "DraftCase",
    "DraftEdit",
    "Event",
    "Evidence",
    "FailedSignIn",
    "Fee",
    "FeeKind",
    "FeeState",
    "Grant",
    "Guess",
    "HomeArea",
    "Invitation",
    "LinkPurpose",
    "Message",
    "MessageState",
    "Miss",
    "Model",
    "Moment",
    "OlderAnswer",
    "OneTimeLink",
    "Outdone",
    "Person",
    "Practice",
    "ProgrammeSheet",
    "QuestionSet",
    "QuestionSetVersion",
    "QuizPass",
    "Reach",
    "RecoveryCode",
    "Region",
    "Remedy",
    "ReportChecks",
    "ReviewQuestion",
    "Role",
    "Scope",
    "SecondFactor",
    "SelfCheck",
    "SelfCheckFix",
    "SelfCheckPhoto",
    "SelfCheckState",
    "ShoppingList",
    "Submission",
    "Tally",
    "TallyMark",
    "UploadedForm",
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
    "Webhook",
    "WebhookDelivery",
]
