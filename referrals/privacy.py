"""What every column of this room tells, and about whom (see `core/kernel/privacy.py`)."""

from core.kernel.privacy import INTERNAL, PERSONAL, SECRET, SENSITIVE, Declared

PRIVACY: Declared = {
    "Referral": {
        INTERNAL: (
            "id code from_agency to_agency status status_since created_at consent due_at paused_at "
            "paused_days promise_days promise_rule agreement_code turn sent_at opened_at answered_at "
            "answer_days answer_due_at reminded_at reminders replaces bundle channel "
            "answer_unverified outcome_unverified"
        ),
        PERSONAL: "case child sender officer answered_by",
        SENSITIVE: (
            "purpose service ask urgency consent_basis consent_on planned_start_on work_kind hazards_checked "
            "first_contact_on hold_until decline_reason lacking retry_on withdraw_reason outcome outcome_on"
        ),
    },
    "ReferralRequest": {
        INTERNAL: "id referral changed_at",
        SENSITIVE: "reason situation skills facts",
    },
    "ReferralFact": {
        INTERNAL: "id referral position",
        SENSITIVE: "stage key",
        SECRET: "value",
    },
    "ReferralMessage": {
        INTERNAL: "id referral agency at record",
        PERSONAL: "by",
        SENSITIVE: "kind body on",
    },
    "OutsideRecord": {
        INTERNAL: "id referral way letter_on document said_at recorded_at verified_at",
        PERSONAL: "recorded_by verified_by",
        SENSITIVE: "said letter_number officer_name officer_position",
    },
    "Incoming": {
        INTERNAL: (
            "id code from_agency to_agency way letter_on status status_since received_at recorded_at due_at paused_at "
            "answered_at intake report_sent_on told_at told_way urgency"
        ),
        PERSONAL: "sender recorded_by answered_by case",
        SENSITIVE: (
            "officer_name letter_number asked child_name child_sex child_age reason decline_reason report_number"
        ),
        SECRET: "officer_phone",
    },
    "IncomingMessage": {
        INTERNAL: "id incoming agency at",
        PERSONAL: "by",
        SENSITIVE: "kind body",
    },
    "IncomingPaper": {
        INTERNAL: "id incoming file_type size document at",
        SENSITIVE: "kind",
        SECRET: "content",
    },
    "OfficerLink": {
        INTERNAL: "id referral issued_at expires_at wrong_codes locked_at revoked_at opened_at used_at",
        PERSONAL: "issued_by",
        SENSITIVE: "officer_name officer_position",
        SECRET: "token_hash code_hash device_hash",
    },
}

READABLE: dict[str, str] = {
    "OfficerLink.token_hash": "a fingerprint of 256 bits of chance, looked up when the link is opened",
    "OfficerLink.code_hash": "a keyed fingerprint, compared and never read",
    "OfficerLink.device_hash": "a fingerprint of 256 bits of chance, compared and never read",
    "Referral.purpose": "a key of the purposes",
    "Referral.ask": "a code of the purpose",
    "ReferralFact.key": "a key of the catalogue of facts",
}
