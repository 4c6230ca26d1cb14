"""What the name of a topic is: of a thing or a person, of one among many documents or of all of them."""

from __future__ import annotations

from assistant.conversation.words import is_listed
from assistant.lexicon import lexicon
from assistant.text import normalise, stem, stems, tokens
from assistant.vocabulary import Vocabulary


def is_thing(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is of a thing: documents put "the" before it and before its last word, which is no person's."""
    words = [token.word for token in tokens(normalise(name))]
    if len(words) < 2 or words[-1] in lexicon().person_words:
        return False
    return is_listed(words[-1]) and all(vocabulary.knows(("the", stem(word))) for word in (words[0], words[-1]))


def is_everywhere(name: str, vocabulary: Vocabulary) -> bool:
    """Whether half of the documents hold each word of a name, so that it tells none of them from the others."""
    words = [token.word for token in tokens(normalise(name)) if token.word not in lexicon().function_words]
    documents = vocabulary.collection.word_documents
    return all(2 * documents.frequency(word) >= len(vocabulary.collection.document_ids) for word in words)


def are_set_apart(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two things are among those that a document sets apart from each other: "DevOps vs MLOps"."""
    small = lexicon().function_stems
    pair = {frozenset(stems(normalise(text))) - small for text in (one, other)}
    return len(pair) > 1 and any(pair <= things for things in vocabulary.apart)
