"""A small schema with the faults of a real one, and reports for it: invented people of the states XA and XB."""

PERSON = (
    "<{0}><gender>M</gender><first_name>{1}</first_name><last_name>Amri</last_name>"
    "<birthdate>1971-03-14T00:00:00</birthdate><nationality1>XA</nationality1><phones><phone>"
    "<tph_contact_type>P</tph_contact_type><tph_number>77</tph_number></phone></phones>"
    "<email>tarik@port.example</email>"
    "<identifications><identification><type>P</type><number>P0458</number></identification></identifications></{0}>"
)
XS = "http://www.w3.org/2001/XMLSchema"
SCHEMA = f"""<xs:schema xmlns:xs="{XS}" xmlns:goaml="http://www.unodc.org/goaml" goaml:schemaVersion="5.0.2">
<xs:element name="report"><xs:complexType><xs:sequence>
<xs:element name="rentity_id" type="xs:int"/>
<xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="first_name"><xs:simpleType><xs:restriction base="xs:string">
<xs:pattern value="^[a-zA-Z .'-]*$"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="email"><xs:simpleType><xs:restriction base="xs:string">
<xs:pattern value="[a-z0-9-+]+@[a-z.]+"/></xs:restriction></xs:simpleType></xs:element>
</xs:schema>"""


def report(*, first_name: str = "Tarik", inside: str | None = None, reference: str = "STR-1") -> bytes:
    """A report of one transaction, or of what stands inside."""
    sides = (
        f"<t_from_my_client><from_funds_code>K</from_funds_code>{PERSON.format('from_person', first_name)}"
        "<from_country>XA</from_country></t_from_my_client><t_to><to_funds_code>B</to_funds_code><to_account>"
        "<institution_name>Bank of Bay</institution_name><swift>SIMPXBXB</swift><account>77</account>"
        "<account_name>Harbour Society</account_name></to_account><to_country>XB</to_country></t_to>"
    )
    transaction = (
        "<transaction><transactionnumber>T-1</transactionnumber><transaction_location>Port</transaction_location>"
        "<transaction_description>wire</transaction_description><date_transaction>2026-03-14T09:00:00</date_transaction>"
        f"<transmode_code>E</transmode_code><amount_local>1250.00</amount_local>\n{sides}</transaction>"
    )
    return (
        "<report><rentity_id>101</rentity_id><submission_code>E</submission_code><report_code>STR</report_code>"
        f"<entity_reference>{reference}</entity_reference><submission_date>2026-03-15T10:00:00</submission_date>"
        "<currency_code_local>EUR</currency_code_local><reason>many deposits</reason>\n"
        f"{transaction if inside is None else inside}"
        "<report_indicators><indicator>STRUC</indicator></report_indicators></report>"
    ).encode()


def activity(kind: str = "entity") -> str:
    """An activity of one party."""
    party = f"<{kind}><name>Harbour Society</name><incorporation_number>9</incorporation_number></{kind}>"
    return (
        f"<activity><report_parties><report_party>{party}<reason>collector</reason></report_party></report_parties>"
        "<goods_services><item><item_type>G</item_type><size>1</size></item></goods_services></activity>"
    )
