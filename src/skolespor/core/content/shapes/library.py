"""What is known, and tools to use it."""

from typing import Annotated, ClassVar

from pydantic import Field

from skolespor.core.content.shapes.base import (
    DomainId,
    File,
    Item,
    KnowledgeId,
    PrincipleId,
    ReviewThemeId,
    RoleId,
    ScreenId,
    Status,
    Text,
    Texts,
    To,
    ToolId,
    Year,
)


class Finding(Item):
    prefixes: ClassVar = ("kn",)

    title_da: Text
    finding_da: Text
    use_da: Text
    domains: Annotated[list[DomainId], Field(min_length=1)]
    principle: PrincipleId
    strength: Annotated[str, To("evidence_strengths", "styrke")]
    source: Text
    year: Year
    audience: Annotated[list[Annotated[str, To("audiences", "målgruppe")]], Field(min_length=1)]
    related_tools: list[ToolId]
    status: Status


class Knowledge(File):
    items: list[Finding]


class Tool(Item):
    prefixes: ClassVar = ("tl",)

    title_da: Text
    what_da: Text
    for_whom: Annotated[list[RoleId], Field(min_length=1)]
    when_da: Text
    time_da: Text
    steps_da: Texts
    process_step: ScreenId
    linked_knowledge: list[KnowledgeId]
    linked_themes: list[ReviewThemeId]
    source: Text
    source_year: Year
    status: Status


class Tools(File):
    tools: list[Tool]
