from skolespor.tracks.models.files import Evidence
from skolespor.tracks.models.numbers import Measure, Value
from skolespor.tracks.models.telling import Evaluation, Status
from skolespor.tracks.models.track import LONGEST_LINE, LONGEST_TITLE, Move, Proof, Proposal, Track
from skolespor.tracks.models.work import Meeting, Partner, TrackStep

__all__ = [
    "LONGEST_LINE",
    "LONGEST_TITLE",
    "Evaluation",
    "Evidence",
    "Measure",
    "Meeting",
    "Move",
    "Partner",
    "Proof",
    "Proposal",
    "Status",
    "Track",
    "TrackStep",
    "Value",
]
