import re
from collections.abc import Callable
from unicodedata import bidirectional, category

import pytest

from newslint import engine, scripts
from newslint.document import Document
from newslint.rule import Rule
from newslint.rules.text.bidi_control import BidiControl
from newslint.rules.text.control_character import ControlCharacter
from newslint.rules.text.double_encoded_entity import DoubleEncodedEntity
from newslint.rules.text.invisible_character import InvisibleCharacter
from newslint.rules.text.mojibake import Mojibake
from newslint.rules.text.nbsp_run import NbspRun
from tests.growth import is_linear

RULES = [
    BidiControl(),
    ControlCharacter(),
    DoubleEncodedEntity(),
    InvisibleCharacter(),
    Mojibake(),
    NbspRun(),
]

WRITTEN = {
    "Persian": "کتاب\u200cخانه می\u200cخوانم، خانه\u200cها و ۱۲\u200cساله",
    "Persian suffix of a Latin word": "COVID\u200cها و URL\u200cهای",
    "Urdu": "بک\u200cوقت ہم\u200cسایہ",
    "Kurdish": "ده\u200cبێت ئه\u200cوه",
    "Arabic abbreviation": "سنة ١٤٤٥ ه\u200d في القاهرة",
    "Uyghur": "كۈتۈپخانا\u200cلار",
    "Syriac": "ܫܠܡ\u200cܐ",
    "Hebrew": "וֹ\u200cו הנמל",
    "Hindi": "क्\u200dष, राष्\u200cट्र, र्\u200dय",
    "Marathi": "दुसर्\u200dया तर्\u200dहेने",
    "Nepali": "गर्\u200dयो",
    "Bengali": "র\u200d্যাব উদ্\u200cযাপন",
    "Gujarati": "ક્\u200dષ",
    "Gurmukhi": "ਪ੍ਰ\u200dੀ",
    "Tamil": "க்\u200cஷ",
    "Telugu": "ఫైర్\u200cఫాక్స్",
    "Kannada": "ರ\u200d್ಯಾಂಕ್",
    "Malayalam chillu": "അവന്\u200d അവള്\u200d",
    "Sinhala": "ශ්\u200dරී ලංකා ක්\u200dය",
    "Khmer": "ភាសា\u200bខ្មែរ",
    "Thai": "ภาษา\u200bไทย",
    "Lao": "ພາສາ\u200bລາວ",
    "Burmese": "မြန်မာ\u200bစာ",
    "Javanese": "ꦲ\u200bꦤ",
    "Tibetan": "བོད་\u200bཡིག",
    "Mongolian variation selector": "ᠮᠣᠩᠭᠣᠯ\u180bᠤᠨ",
    "Mongolian vowel separator": "ᠠᠮᠠ\u180eᠠ",
    "Tifinagh": "ⵜⵉ⵿\u200dⴼ",
    "Adlam": "𞤀𞤁\u200c𞤂",
    "Brahmi": "𑀓𑁆\u200d𑀱",
    "ideograph with a variation": "葛\U000e0100城市 辻\U000e0101 邉\U000e0102",
    "ideograph and punctuation with a standard variation": "⼀\ufe00，\ufe00",
    "wide space between names": "林小海\u3000張大山",
    "wide spaces at the start of a paragraph": "\u3000\u3000港口三号泊位今日启用。",
    "family": "👨\u200d👩\u200d👧\u200d👦 and 🧑\u200d🧑\u200d🧒",
    "profession with a skin tone": "🧑🏽\u200d⚕\ufe0f 👩🏿\u200d🚒 🤝🏻",
    "couple of two skin tones": "👩🏼\u200d❤\ufe0f\u200d💋\u200d👨🏾",
    "heart on fire, broken chain, phoenix": "❤\ufe0f\u200d🔥 ⛓\ufe0f\u200d💥 🐦\u200d🔥",
    "directions": "🏃\u200d♀\ufe0f\u200d➡\ufe0f 🙂\u200d↔\ufe0f",
    "colours": "🐻\u200d❄\ufe0f 🐦\u200d⬛",
    "rainbow and pirate flag": "🏳\ufe0f\u200d🌈 🏳\ufe0f\u200d⚧\ufe0f 🏴\u200d☠\ufe0f",
    "flags of countries": "🇵🇹🇻🇳🇸🇪",
    "flags of England, Scotland, Wales and Texas": (
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f "
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f "
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f "
        "🏴\U000e0075\U000e0073\U000e0074\U000e0078\U000e007f"
    ),
    "keycaps": "1\ufe0f⃣ #\ufe0f⃣ *\ufe0f⃣",
    "text and emoji presentation": "☎\ufe0e ☎\ufe0f ©\ufe0f ™\ufe0e",
    "French": "Quoi\u00a0? «\u00a0Oui\u00a0», dit-elle\u202f! 12\u202f000\u00a0€, 5&nbsp;%",
    "Czech": "v\u00a0pondělí s\u00a0loděmi k\u00a0moři, 400\u00a0m",
    "Polish": "w\u00a0porcie i\u00a0z\u00a0morza",
    "Russian": "в\u00a0порту и\u00a0с\u00a0моря\u00a0— 10\u00a0км",
    "German": "z.\u00a0B. 5\u202fkm, Auf\u00adlage",
    "mark behind a Hebrew word": "הנמל\u200f! ו-C\u200e++\u200e כאן",
    "isolated name in an Arabic sentence": "الميناء \u2068Berth 3\u2069 مفتوح\u061c",
    "Portuguese": "“É A ÃNSIA” – AVIÃO, ÂNCORA… “IRMÔ, «\u00a0IRMÃ\u00a0» à “noite”",
    "French capitals": "L’ÉTÉ\u00a0! LE CAFɅ «\u00a0À l’île, café\u00a0»",
    "Romanian": "„ÎN ÂMPURI” ȘI „ȚARĂ”… Ăla",
    "Vietnamese": "VIỆT NAM: “TỔ QUỐC” – cảng Đà Nẵng, ÂU CƠ…",
    "Turkish": "“ÂŞIK” – İĞÜŞÖÇ…",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_what_a_script_needs_is_no_problem(text: str) -> None:
    document = Document.parse("post.md", f"---\ntitle: Scripts\n---\n\n{text}\n")

    assert engine.lint(document, RULES).diagnostics == ()


@pytest.mark.parametrize(
    ("before", "invisible", "after"),
    [
        ("a", "\u200d", "b"),
        ("港", "\u200c", "口"),
        ("👩", "\u200d", "a"),
        ("👩", "\u200b", "👧"),
        ("م", "\ufeff", "ی"),
        ("", "\u200b", ""),
        ("🏴", "\U000e0067\U000e0062", ""),
        ("🏴", "\U000e0062\U000e0065\U000e0072\U000e0074\U000e0068" * 5 + "\U000e007f", ""),
        ("a", "\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", ""),
    ],
)
def test_what_nothing_needs_is_not_needed(before: str, invisible: str, after: str) -> None:
    assert not scripts.needs(before, invisible, after)


def checked_by(rule: Rule) -> Callable[[str], object]:
    return lambda text: list(rule.check(Document.parse("post.html", text)))


@pytest.mark.parametrize(
    ("rule", "token"),
    [
        (BidiControl(), "a\u202a\n\n"),
        (BidiControl(), "\u202a\u2069"),
        (BidiControl(), "&rlm;"),
        (ControlCharacter(), "\x1b["),
        (ControlCharacter(), "\x1b]a"),
        (ControlCharacter(), "&#12;"),
        (DoubleEncodedEntity(), "&amp;"),
        (DoubleEncodedEntity(), "&amp;amp;a"),
        (InvisibleCharacter(), "\u200d"),
        (Mojibake(), "\ufffd"),
        (Mojibake(), "Ã©"),
        (Mojibake(), "é://"),
        (Mojibake(), "鈥"),
        (NbspRun(), "&nbsp; "),
        (NbspRun(), "\u3000\n"),
    ],
)
def test_takes_time_linear_in_the_text(rule: Rule, token: str) -> None:
    assert is_linear(checked_by(rule), token)


@pytest.mark.parametrize("plain", ["", "中文“é”\u3000😀"])
def test_what_shows_nothing_is_known_whatever_stands_beside_it(plain: str) -> None:
    written = f"a\t\r\n {plain}b"

    assert scripts.unseen(written) == frozenset()
    assert scripts.unseen(f"{written}\0\x1b{written}\x7f\x7f") == {"\0", "\x1b", "\x7f"}


def test_all_controls_of_unicode_are_among_what_shows_nothing() -> None:
    characters = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    controls = {each for each in characters if category(each) in {"Cc", "Zl", "Zp"}} - set("\t\n\r")
    steering = {each for each in characters if bidirectional(each) in _STEERING}
    invisible = set(re.findall(scripts.INVISIBLE, characters))

    unseen = scripts.unseen(characters)

    assert unseen.issuperset(controls | steering | invisible | {"\u061c", "\u200e", "\u200f"})


_STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
