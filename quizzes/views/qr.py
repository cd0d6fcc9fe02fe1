"""A QR code, drawn into a page."""

from django.utils.safestring import SafeString
from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage


def qr_of(text: str) -> SafeString:
    """An SVG element, black on white with its quiet zone, that phones read as the text."""
    code = QRCode(image_factory=SvgPathFillImage)
    code.add_data(text)
    # Without seams between the squares, whatever the size.
    image = code.make_image(**{"shape-rendering": "crispEdges"})
    # Safe, for the text is in it as squares, and nothing else is anybody's to choose.
    return SafeString(image.to_string(encoding="unicode"))
