"""The libraries that need the app, made once and started by create_app()."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from shopper.models import Model

db = SQLAlchemy(metadata=Model.metadata)
babel = Babel()
csrf = CSRFProtect()
login = LoginManager()
