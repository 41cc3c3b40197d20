"""The shape of a token: eight classes, the same in the program."""


def shape(word):
    """0 mark, 1 lower, 2 Capitalised, 3 CAPITALS, 4 one capital letter, 5 mIxed, 6 number, 7 letters and digits."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 6 if digits else 0
    if digits:
        return 7
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 4 if len(letters) == 1 else 3
    if upper[0] and not any(upper[1:]):
        return 2
    return 5
