"""Spans from tags."""


def spans(tags):
    """-> [(role, from, to)] in order; a tag outside its place begins a span."""
    out, open_ = [], None
    for i, t in enumerate([*tags, 0]):
        t = t or 0
        if open_ and (t == 0 or t % 2 or (t - 1) // 2 != open_[0]):
            out.append((*open_, i))
            open_ = None
        if t and open_ is None:
            open_ = ((t - 1) // 2, i)
    return out
