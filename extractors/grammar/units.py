"""Units: a lexicon looked up on the tokens after the number.

A row names the unit that figures are written in, what the printed number is multiplied with, and the ways it is
printed. Families that the label schema keeps in one unit are converted exactly (GW → MW, GWh → kWh, mile → km,
foot → metre, kanal → acre); all others keep the printed unit.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar.tokens import WORD, Passage
from extractors.grammar.wordlists import word_set


class Unit(NamedTuple):
    """A unit of the label schema, and the factor from what is printed to it."""

    name: str
    factor: Decimal


class Match(NamedTuple):
    """A unit and the token after it."""

    unit: Unit
    end: int


# (unit, factor, ways to print it): words are lower case, parts are apart by one space; hyphens and full stops between
# parts do not matter.
_ROWS: Final = """
percent 1 : percent | per cent | percents | % | pc | pct | p c | percentage
percentage-point 1 : percentage point | percentage points | percent points | per cent points | pp | ppt | ppts \
 | % points
basis-point 1 : basis point | basis points | bps | bp
MW 1 : mw | megawatt | megawatts | mwe | mwp | mwac | mva
MW 1000 : gw | gigawatt | gigawatts | gwe | gwp
MW 0.001 : kw | kilowatt | kilowatts | kwp | kwe
MW 1000000 : tw | terawatt | terawatts
MW 0.000001 : watt | watts
kWh 1 : kwh | kilowatt hour | kilowatt hours | units of electricity | units of power | units of energy
kWh 1000 : mwh | megawatt hour | megawatt hours
kWh 1000000 : gwh | gigawatt hour | gigawatt hours
kWh 1000000000 : twh | terawatt hour | terawatt hours
kV 1 : kv | kilovolt | kilovolts
kV 0.001 : volt | volts
km 1 : km | kms | kilometre | kilometres | kilometer | kilometers
km 1.609344 : mile | miles
km 1.852 : nautical mile | nautical miles | nm
metre 1 : metre | metres | meter | meters
metre 0.3048 : foot | feet | ft
centimetre 1 : centimetre | centimetres | centimeter | centimeters | cm | cms
millimetre 1 : millimetre | millimetres | millimeter | millimeters | mm
nanometre 1 : nanometre | nanometres | nanometer | nanometers
yard 1 : yard | yards
inch 1 : inch | inches
light-year 1 : light year | light years
km/h 1 : km / h | km / hr | kmph | kph | km per hour | kilometres per hour | kilometers per hour | kilometre per hour \
 | kilometer per hour | kilometres an hour | kilometers an hour | km an hour | kmh
km/h 1.609344 : mph | miles per hour | miles an hour | mile per hour
km/s 1 : km / s | km per second | kilometres per second | kilometers per second
m/s 1 : m / s | metres per second | meters per second
hPa 1 : hpa | hectopascals
knot 1 : knots
tonne 1 : tonne | tonnes | ton | tons | metric ton | metric tons | metric tonne | metric tonnes | mt | dwt | long tons
tonne 1000000 : mtpa | mmt | megatonne | megatonnes | megatons
tonne 1000000000 : gigatonne | gigatonnes | gigaton | gigatons
tonne 1000 : kilotonne | kilotonnes | kilotons
tonne 0.04 : maund | maunds
kg 1 : kg | kgs | kilogram | kilograms | kilogramme | kilogrammes | kilo | kilos
gram 1 : gram | grams | gramme | grammes | gm | gms
milligram 1 : milligram | milligrams | mg
microgram 1 : microgram | micrograms | µg
ounce 1 : ounce | ounces | oz | troy ounce | troy ounces
pound 1 : pound | pounds | lb | lbs
tola 1 : tola | tolas
carat 1 : carat | carats
acre 1 : acre | acres
acre 0.125 : kanal | kanals
acre 0.00625 : marla | marlas
acre-foot 1 : acre foot | acre feet
acre-foot 1000000 : maf
hectare 1 : hectare | hectares | ha
sq_km 1 : sq km | square km | square kilometre | square kilometres | square kilometer | square kilometers | km² | km2 \
 | sq kilometres | sq kilometers | sq kms
sq_km 2.589988110336 : square mile | square miles | sq mile | sq miles
sq_m 1 : square metre | square metres | square meter | square meters | sq m | sq metres | sq meters | m² | m2 | sqm
sq_ft 1 : square foot | square feet | sq ft | sq feet | sqft
square-yard 1 : square yard | square yards | sq yards | sq yds
cubic-metre 1 : cubic metre | cubic metres | cubic meter | cubic meters | m³ | m3 | cu m
cubic-foot 1 : cubic foot | cubic feet | cu ft
cubic-metre 1000000000 : bcm
cubic-foot 1000000000 : bcf
cubic-foot 1000000000000 : tcf
cusec 1 : cusec | cusecs
mmcfd 1 : mmcfd | mmcf | mmscfd
MGD 1 : mgd
barrel 1 : barrel | barrels | bbl | bpd | bbls
gallon 1 : gallon | gallons
litre 1 : litre | litres | liter | liters | ltr | ltrs
millilitre 1 : millilitre | millilitres | milliliter | milliliters | ml
celsius 1 : degree celsius | degrees celsius | ° c | celsius | degree centigrade | degrees centigrade | deg c \
 | degrees c
fahrenheit 1 : degree fahrenheit | degrees fahrenheit | ° f | fahrenheit | degrees f
kelvin 1 : kelvin | kelvins
degree 1 : degree | degrees | °
year 1 : year | years | yr | yrs
year 10 : decade | decades
month 1 : month | months
week 1 : week | weeks
day 1 : day | days
hour 1 : hour | hours | hr | hrs
minute 1 : minute | minutes | mins | min
second 1 : seconds | secs | sec
millisecond 1 : millisecond | milliseconds | ms
terabyte 1 : terabyte | terabytes | tb
gigabyte 1 : gigabyte | gigabytes | gb
megabyte 1 : megabyte | megabytes | mb
kilobyte 1 : kilobyte | kilobytes | kb
petabyte 1 : petabyte | petabytes | pb
Tbps 1 : tbps | terabits per second | tbit / s | tb / s | terabit per second
Gbps 1 : gbps | gigabits per second | gbit / s | gb / s | gigabit per second
Mbps 1 : mbps | megabits per second | mbit / s | mb / s | megabit per second
kbps 1 : kbps | kilobits per second
GHz 1 : ghz | gigahertz
MHz 1 : mhz | megahertz
kHz 1 : khz | kilohertz
Hz 1 : hertz | hz
megapixel 1 : megapixel | megapixels | mp
horsepower 1 : horsepower | hp | bhp
newton-metre 1 : newton metre | newton metres
calorie 1 : calorie | calories | kcal
joule 1 : joule | joules
mAh 1 : mah
amp 1 : amps | amperes
decibel 1 : decibel | decibels | db
rpm 1 : rpm
mpg 1 : mpg | miles per gallon
fps 1 : fps | frames per second
km/l 1 : kmpl | km / l
psi 1 : psi
ppm 1 : ppm | parts per million
count:container 1 : teu | teus
"""

# Printed with their case, glued or after a degree sign, since the other case means something else.
_CASED: Final = {
    "W": Unit("MW", Decimal("0.000001")), "V": Unit("kV", Decimal("0.001")), "m": Unit("metre", Decimal(1)),
    "g": Unit("gram", Decimal(1)), "L": Unit("litre", Decimal(1)), "l": Unit("litre", Decimal(1)),
    "Nm": Unit("newton-metre", Decimal(1)),
    "C": Unit("celsius", Decimal(1)), "F": Unit("fahrenheit", Decimal(1)), "h": Unit("hour", Decimal(1)),
}  # fmt: skip
_SECOND: Final = Unit("second", Decimal(1))
_POINT: Final = Unit("percentage-point", Decimal(1))
_MEGATONNE: Final = Unit("tonne", Decimal(1000000))
# Lower-case look-alikes: `mm` films, `min` as minimum, `sec`, `mp` as Member of Parliament need their number close.
_ONLY_GLUED: Final = frozenset(
    {"nm", "mp", "pp", "bp", "pb", "min", "sec", "ms", "db", "hp", "mb", "ha", "pc", "ml", "mg"}
)
_FAR_ENOUGH: Final = frozenset({"pc", "ha", "hp", "mb", "min", "sec", "ml", "mg", "db"})

_Row = tuple[tuple[str, ...], Unit]


def _lexicon() -> dict[str, list[_Row]]:
    table: dict[str, list[_Row]] = {}
    for line in _ROWS.replace("\\\n", "").strip().splitlines():
        head, _, forms = line.partition(" : ")
        name, factor = head.split()
        for form in forms.split("|"):
            first, *rest = form.split()
            table.setdefault(first, []).append((tuple(rest), Unit(name, Decimal(factor))))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


_LEXICON: Final = _lexicon()


def read_unit(passage: Passage, index: int) -> Match | None:
    """The unit that begins at the token after a number: glued, apart, or behind a hyphen."""
    at = index + 1 if passage.hyphen(index) else index
    key = passage.keys[at]
    cased = _read_cased(passage, at) if passage.keys[at + 1] != "/" else None
    if cased is not None:
        return cased
    joined = _joined(passage, at)
    if joined is not None:
        return Match(joined, at + 1)
    for rest, unit in _LEXICON.get(key, ()):
        end = _follow(passage, at + 1, rest)
        if end is not None and _plausible(passage, at, end, rest):
            return Match(_MEGATONNE if passage.words[at] == "Mt" else unit, end)
    return None


def _joined(passage: Passage, at: int) -> Unit | None:
    """Units behind a hyphen that are other words elsewhere: `a five-second penalty`, `a quarter-point cut`."""
    key = passage.keys[at]
    if key not in ("second", "point") or not passage.hyphen(at - 1):
        return None
    if passage.hyphen(at + 1) and passage.keys[at + 2] != "long":
        return None
    if key == "second":
        return _SECOND
    return _POINT if passage.keys[at - 2] in ("half", "quarter", "quarters") else None


def _follow(passage: Passage, at: int, rest: tuple[str, ...]) -> int | None:
    """The token after the remaining parts of a printed unit, or None where they do not follow."""
    for part in rest:
        while passage.keys[at] in ("-", ".") and passage.keys[at] != part and passage.glued(at):
            at += 1
        if passage.keys[at] != part:
            return None
        at += 1
    return at


def _plausible(passage: Passage, at: int, end: int, rest: tuple[str, ...]) -> bool:
    key = passage.keys[at]
    if rest or key not in _ONLY_GLUED:
        return not (key == "mt" and passage.words[end][:1].isupper() and passage.words[at] == "Mt")
    if passage.words[at] == "PC" and passage.hyphen(end):
        return False  # `the 2 PC-1 forms`
    return passage.glued(at) or (key in _FAR_ENOUGH and passage.words[at].islower())


def _read_cased(passage: Passage, at: int) -> Match | None:
    """`220V`, `30C`, `5m deep`: one letter, glued to its number. A glued `m` before a plural noun is a million."""
    unit = _CASED.get(passage.words[at])
    if unit is None or passage.kinds[at] != WORD:
        return None
    if unit.name == "metre":
        long = len(passage.keys[at - 1]) >= 4 and passage.keys[at - 1][-4:-3] == ","  # `4,693 m`: no million
        return Match(unit, at + 1) if long or _metres(passage, at + 1) else None
    if not passage.glued(at) and _apart(passage, at):
        return None
    return Match(unit, at + 1)


def _apart(passage: Passage, at: int) -> bool:
    """Whether a letter apart from its number is no unit: only `186 g` and `114 Nm` are."""
    if passage.words[at] == "Nm":
        return False
    return passage.words[at] != "g" or passage.capital(at + 1)


def _metres(passage: Passage, after: int) -> bool:
    """`5m deep`, `the 100m final`; a lone `5m` and `the 0.7m target` may be millions."""
    key = passage.keys[after]
    joined = (passage.hyphen(after) and passage.kinds[after + 1] == WORD) or key in ("/", "x", "²", "³")
    return joined or (passage.kinds[after] == WORD and (key in _EXTENTS or key in _LONG_THINGS))


_EXTENTS: Final = word_set(
    """
    deep long wide high tall thick above below away from across apart down up long-range below ahead behind off
    into
    """
)
_LONG_THINGS: Final = word_set(
    """
    wall fence sprint race final hurdles freestyle dash relay tower bridge pipe tunnel telescope cable antenna pool
    platform track gap gauge swell tsunami wave waves statue yacht vessel boat rifle butterfly backstroke breaststroke
    medley steeplechase air pistol springboard drop fall stretch trench pit crater dish mast dam runway contour line
    """
)
