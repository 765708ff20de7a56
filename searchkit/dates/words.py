"""The words of printed dates, case and accents folded; months and weekdays in seven languages."""

from __future__ import annotations

_MONTHS = (
    "january jan januar jaenner janner janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari",
    "march mar marz maerz mrz mars marzo marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_WEEKDAYS = (
    "monday mon montag lundi lun lunes lunedi segunda maandag",
    "tuesday tue tues dienstag mardi martes martedi terca dinsdag",
    "wednesday wed weds mittwoch mercredi mer miercoles mercoledi quarta woensdag",
    "thursday thu thur thurs donnerstag jeudi jeu jueves giovedi quinta donderdag",
    "friday fri freitag vendredi ven viernes venerdi sexta vrijdag",
    "saturday sat samstag sonnabend samedi sabado sabato zaterdag",
    "sunday sun sonntag dimanche domingo domenica zondag",
)
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}

# The first month of each season in the north, as meteorologists count; a season has three.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

# Which third of a month or year is meant.
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _words("of the at on de del di do le el il la den der dem am um vom feira")

ZONES = _words(
    "z utc gmt est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst bst ist wet west cet cest eet eest"
    " msk trt irst aft pkt npt sgt hkt jst kst awst acst acdt aest aedt nzst nzdt wat cat eat sast art brt"
)
