"""Targets of a capture as spans of its passages."""

from collections.abc import Sequence
from dataclasses import replace

from blog.annotations.highlighting import Span, passages_of


def distribute(spans: Sequence[Span], bounds: Sequence[tuple[int, int]]) -> list[list[Span]]:
    """For each passage the parts of the spans in it, counted from its start."""
    shares: list[list[Span]] = [[] for _ in bounds]
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    for span in spans:
        held = passages_of(span.start, span.end, starts, ends)
        for index in held:
            share = replace(
                span,
                start=max(span.start, starts[index]) - starts[index],
                end=min(max(span.end, span.start), ends[index]) - starts[index],
                first=span.first and index == held[0],
                last=span.last and index == held[-1],
            )
            shares[index].append(share)
    return shares
