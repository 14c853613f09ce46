"""What appointments, contacts, tasks and journals say in fields of their own, as lines of text."""

from extractors.clean import clean_line
from extractors.mails.mapi import MapiItem, Value

_FIXED = {
    0x3001: "Name", 0x3A45: "Title", 0x3A06: "Given name", 0x3A44: "Middle name", 0x3A11: "Surname", 0x3A05: "Suffix",
    0x3A4F: "Nickname", 0x3A0A: "Initials", 0x3A16: "Company", 0x3A17: "Job title", 0x3A18: "Department",
    0x3A19: "Office", 0x3A46: "Profession", 0x3A4E: "Manager", 0x3A30: "Assistant", 0x3A2E: "Assistant phone",
    0x3A08: "Business phone", 0x3A1B: "Business phone 2", 0x3A09: "Home phone", 0x3A2F: "Home phone 2",
    0x3A1C: "Mobile phone", 0x3A1A: "Primary phone", 0x3A1F: "Other phone", 0x3A1E: "Car phone", 0x3A02: "Callback",
    0x3A57: "Company phone", 0x3A1D: "Radio phone", 0x3A21: "Pager", 0x3A24: "Business fax", 0x3A25: "Home fax",
    0x3A23: "Primary fax", 0x3A2C: "Telex", 0x3A4B: "TTY phone", 0x3A2D: "ISDN", 0x3A15: "Postal address",
    0x3A29: "Street", 0x3A2B: "Post office box", 0x3A27: "City", 0x3A28: "State", 0x3A2A: "Postal code",
    0x3A26: "Country", 0x3A5D: "Home street", 0x3A59: "Home city", 0x3A5C: "Home state", 0x3A5B: "Home postal code",
    0x3A5A: "Home country", 0x3A63: "Other street", 0x3A5F: "Other city", 0x3A62: "Other state",
    0x3A61: "Other postal code", 0x3A60: "Other country", 0x3A42: "Birthday", 0x3A41: "Anniversary",
    0x3A48: "Spouse", 0x3A58: "Children", 0x3A43: "Hobbies", 0x3A0C: "Language", 0x3A0D: "Location",
    0x3A50: "Personal page", 0x3A51: "Business page", 0x3A4C: "FTP site", 0x3A00: "Account",
    0x3A4A: "Customer number", 0x3A07: "Government number", 0x3A10: "Organisation number", 0x3A0F: "Mail permission",
    0x3A47: "Preferred name", 0x3A49: "Computer network", 0x3A12: "Original entry",
}  # fmt: skip
_NAMED: dict[int | str, str] = {
    0x8005: "File under", 0x8010: "Department", 0x8080: "E-mail name", 0x8083: "E-mail", 0x8084: "E-mail original",
    0x8090: "E-mail 2 name", 0x8093: "E-mail 2", 0x8094: "E-mail 2 original", 0x80A0: "E-mail 3 name",
    0x80A3: "E-mail 3", 0x80A4: "E-mail 3 original", 0x8062: "Instant messaging", 0x802B: "Web page",
    0x801A: "Home address", 0x801B: "Work address", 0x801C: "Other address", 0x8045: "Work street",
    0x8046: "Work city", 0x8047: "Work state", 0x8048: "Work postal code", 0x8049: "Work country",
    0x804A: "Work post office box", 0x802C: "Yomi given name", 0x802D: "Yomi surname", 0x802E: "Yomi company",
    0x804F: "User field 1", 0x8050: "User field 2", 0x8051: "User field 3", 0x8052: "User field 4",
    0x8208: "Where", 0x820D: "Starts", 0x820E: "Ends", 0x8232: "Recurrence", 0x8238: "All attendees",
    0x823B: "Attendees", 0x823C: "Optional attendees", 0x8234: "Time zone", 0x0002: "Meeting place",
    0x8104: "Task starts", 0x8105: "Task due", 0x810F: "Task completed", 0x811F: "Task owner", 0x8121: "Task assigner",
    0x8122: "Task last user", 0x8127: "Task role", 0x8700: "Journal type", 0x8706: "Journal starts",
    0x8708: "Journal ends", 0x8712: "Journal entry", 0x8530: "Follow up", 0x8535: "Billing", 0x8539: "Companies",
    0x853A: "Contacts", 0x8534: "Mileage", 0x8580: "Internet account", "Keywords": "Categories",
}  # fmt: skip
_PLAIN = ("IPM.NOTE", "REPORT", "IPM.POST")


def field_lines(item: MapiItem) -> list[str]:
    """Of a plain mail only what Outlook adds to it by name; of all others every field that has a label."""
    is_mail = item.text(0x001A).upper().startswith(_PLAIN) or not item.text(0x001A)
    fixed = [] if is_mail else [(label, item.values.get(number)) for number, label in _FIXED.items()]
    named = [(label, item.named.get(number)) for number, label in _NAMED.items()]
    return [f"{label}: {text}" for label, value in [*fixed, *named] if (text := _text(value))]


def _text(value: Value | None) -> str:
    if isinstance(value, tuple):
        return clean_line("; ".join(value))
    return clean_line(value) if isinstance(value, str) else ""
