"""The detection stage: which language, from where to where, said by whom.

Input: Documents with ``blocks``. Output: the same with ``segments``: every letter of prose belongs
to exactly one. ``detect`` does it for one plain text.
"""

from bilingual.detection.stage import Detection, detect

__all__ = ["Detection", "detect"]
