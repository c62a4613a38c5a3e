"""The decision about one article among those that resemble it: which copies there are, and which stories result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.grouping.alignment import Comparison
from pipelines.grouping.document import Document
from pipelines.grouping.likeness import likeness, same_language
from pipelines.grouping.partition import Pair, numbered, pair, partition
from pipelines.grouping.profile import Profile, glance, unpacked
from pipelines.grouping.reuse import VERBATIM, look_alike, reuse_of
from storage.kinship import Group, Link, Reuse
from storage.stories import Member, Peer, Tie

#: a link less likely than this is not worth a row: it counts as UNTIED
FAINT = -2.9
#: articles whose profiles have a smaller cosine never tell the same event, and are looked at no further
STRANGERS = 0.06
#: the log-odds of a text in the same form with other names and numbers
LOOK_ALIKE = -20.0
#: a story of more texts than this is settled: it is joined or left as a whole
SETTLED = 40


@dataclass(frozen=True, slots=True)
class Kin:
    """A stored article beside the one that is decided on: how the later draws on the earlier, if at all."""

    document: Document
    reuse: Reuse | None
    #: the same words with other names and numbers
    look_alike: bool

    @property
    def shared(self) -> float:
        """The larger of the two shares that the texts have of each other."""
        return max(self.reuse.share_of_earlier, self.reuse.share_of_later) if self.reuse else 0.0


@dataclass(frozen=True, slots=True)
class Copies:
    """What an article is a copy of, and which stored ones are copies of it, each with what it must point to."""

    original: Document | None = None
    repointed: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The stories that an article may change: their articles, what ties those to any other, what a person decided."""

    members: Collection[Member] = ()
    ties: Collection[Tie] = ()
    decided: Mapping[Pair, bool] = field(default_factory=dict)


def in_order(one: Document, two: Document) -> tuple[Document, Document]:
    """The earlier and the later of two articles; of two of the same time, the one that was stored first."""
    return (
        (one, two)
        if (one.article.time, one.id or float("inf")) <= (two.article.time, two.id or float("inf"))
        else (two, one)
    )


def kin_of(document: Document, candidates: Iterable[Document], same_story: bool) -> list[Kin]:
    """Compares an article with each of the candidates, the earlier text with the later."""
    kin: list[Kin] = []
    for other in candidates:
        compared = Comparison(*in_order(other, document))
        kin.append(Kin(other, reuse_of(compared, same_story), look_alike(compared)))
    return kin


def find_copies(document: Document, kin: Iterable[Kin], known: Mapping[int, int]) -> Copies:
    """Points copies at the earliest article of the same text.

    ``known`` are the stored copies of the article and of its kin, each with what it points to so far.
    """
    same = [one.document for one in kin if one.reuse and one.reuse.kind == VERBATIM]
    earlier = [other for other in same if in_order(other, document)[0] is other]
    if earlier:
        first = min(earlier, key=lambda other: (other.article.time, other.id))
        return Copies(first, {copy: first.id for copy, original in known.items() if original == document.id})
    later = {other.id for other in same}
    followers = {copy for copy, original in known.items() if original in later}
    return Copies(None, dict.fromkeys(later | followers, document.id))


def link(document: Document, profile: Profile, peers: Iterable[Peer], kin: Iterable[Kin], window: float) -> list[Link]:
    """Ties the article to those that may tell the same event, if no more than ``window`` days lie between them."""
    near = {one.document.id: one for one in kin}
    links: list[Link] = []
    for peer in peers:
        gap = abs((peer.time - document.article.time).total_seconds()) / 86400
        known = near.get(peer.id)
        if gap > window or (not known and glance(profile, peer.profile) < STRANGERS):
            continue
        other = unpacked(peer.profile)
        score = (
            LOOK_ALIKE if known and known.look_alike else likeness(profile, other, gap, known.shared if known else 0.0)
        )
        if score > FAINT or score == LOOK_ALIKE:
            links.append(Link(peer.id, round(score, 3), not same_language(profile, other)))
    return links


def regroup(article: int, links: Iterable[Link], copies: Copies, around: Surroundings) -> list[Group]:
    """The stories around an article, with it in its place; only those that change.

    Copies stand where the text they copy stands; a text that turns out to be a copy hands its ties on.
    """
    before = {one.id: one.story for one in around.members if one.id != article}
    original = {one.id: one.duplicate_of for one in around.members if one.duplicate_of} | {
        copy: target or article for copy, target in copies.repointed.items()
    }
    others = [tie for tie in around.ties if article not in (tie.article, tie.other)]
    ties = handed_on([*others, *(Tie(article, one.article, one.score, one.translated) for one in links)], original)
    decided = {pair(original.get(a, a), original.get(b, b)): verdict for (a, b), verdict in around.decided.items()}
    texts = {original.get(one, one) for one in before} | {article}
    groups = partition(blocks(texts, before, decided), ties, decided)
    for copy, target in original.items():
        if copy in before:
            next(group for group in groups if target in group).add(copy)
    return [group for group in numbered(groups, before) if article in group.members or changed(group, before)]


def handed_on(ties: Iterable[Tie], original: Mapping[int, int]) -> list[Tie]:
    """The ties between texts that are no copies; where two say different things of a pair, the stronger."""
    best: dict[Pair, Tie] = {}
    for tie in ties:
        one, other = pair(original.get(tie.article, tie.article), original.get(tie.other, tie.other))
        if one != other and ((one, other) not in best or best[one, other].score < tie.score):
            best[one, other] = Tie(one, other, tie.score, tie.translated)
    return list(best.values())


def blocks(texts: Collection[int], before: Mapping[int, int], decided: Iterable[Pair]) -> list[set[int]]:
    """Each text by itself, but the texts of a settled story together, unless a person has decided about them."""
    open_to_question = {before.get(text) for both in decided for text in both}
    stories: dict[int | None, set[int]] = {}
    for text in texts:
        stories.setdefault(before.get(text), set()).add(text)
    found: list[set[int]] = []
    for story in sorted(stories, key=lambda story: story or 0):
        settled = story not in open_to_question and story is not None and len(stories[story]) > SETTLED
        found.extend([stories[story]] if settled else [{text} for text in sorted(stories[story])])
    return found


def changed(group: Group, before: Mapping[int, int]) -> bool:
    """Whether a group differs from the story whose number it keeps."""
    return group.story is None or set(group.members) != {one for one, story in before.items() if story == group.story}
