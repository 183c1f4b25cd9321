"""What pages say of reports whose words are gone."""

from shopper.models import Visit
from shopper.privacy.blueprint import privacy
from shopper.privacy.words import visit_words


@privacy.app_template_filter("erased")
def erased(visit: Visit) -> str:
    """When and after how many days; '' while nothing was erased."""
    return visit_words(visit)
