"""Whatever markup a title or an abstract has, its words arrive, and in their order."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from proceedings.papers.acl import inline
from proceedings.papers.markup import plain

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"], exclude_characters="\ufffe\uffff"),
    max_size=20,
)
TAGS = st.sampled_from("i b em sup sub tt u strong fixed-case span unknown".split())


def element(tag: str, text: str, children: list) -> etree._Element:
    """Return an element whose children are (element, text after it)."""
    made = etree.Element(tag)
    made.text = text
    for child, tail in children:
        child.tail = tail
        made.append(child)
    return made


TREES = st.recursive(
    st.builds(element, TAGS, WORDS, st.just([])),
    lambda inner: st.builds(element, TAGS, WORDS, st.lists(st.tuples(inner, WORDS), max_size=3)),
    max_leaves=6,
)


@given(WORDS, st.lists(st.tuples(TREES, WORDS), max_size=3))
def test_no_word_is_lost_whatever_stands_around_it(text: str, children: list) -> None:
    title = element("title", text, children)
    said = "".join("".join(title.itertext()).split())
    assert "".join(plain(inline(title)).split()) == said


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40).filter(str.strip))
def test_a_formula_that_cannot_be_read_stays_as_it_was_typed(tex: str) -> None:
    formula = element("title", "", [(element("tex-math", tex, []), "")])
    assert inline(formula)
    assert plain(inline(formula)) or not tex.strip("{}$^_~&\\ ")
