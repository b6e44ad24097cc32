"""Text that the program itself writes onto papers; papers stay Chinese in every language."""

from __future__ import annotations

FIELD_EMPTY = "未填写"
FIELD_STANDARD = "如实、完整填写“{label}”，与证件或者证明材料一致"
SITTING_SUBJECT = "申请材料"
MATERIAL_LACKING = "未提交"
MATERIAL_DEFECTIVE = "不符合法定形式"
MATERIAL_STANDARD = "提交符合要求的材料{counts}，内容完整、清晰、有效"
ORIGINALS = "原件{n}份"
COPIES = "复印件{n}份"
RESULT_LACKING = "尚未取得“{item}”的办理结果"
RESULT_STANDARD = "取得该结果后提交，或者由本机关自动引用"
BY_LAW = "依法"
NO_RESULT_WORDS = (
    "所需的前一事项未取得办理结果，附条件收取的申请已无办理必要。取得该结果后，可以重新提出申请。"
)
NOT_ANY_MORE = "事项更正后不再需要该结果"
RENEWED_BY_SILENCE = "有效期届满前未作出是否准予延续的决定，视为准予延续"
