# Partner Center's documented values: company sizes, industries, services, products.

size-range = { $from }–{ $to } employees
size-above = More than { $above } employees

industry-agriculture = Agriculture, forestry and fishing
industry-communications = Communications and media
industry-education = Education
industry-financial = Financial services
industry-government = Government
industry-healthcare = Healthcare
industry-hospitality = Hospitality
industry-manufacturing = Manufacturing
industry-utilities = Power and utilities
industry-safety = Public safety and national security
industry-retail = Retail and consumer goods
industry-services = Services
industry-travel = Travel and transportation
industry-wholesale = Wholesale and distribution

service-consulting = Consulting and professional services
service-custom-solution = Custom solution (ISV)
service-deployment = Deployment or migration
service-hardware = Hardware
service-integration = Integration
service-intellectual-property = IP services (ISV)
service-learning = Learning and certification
service-licensing = Licensing
service-managed = Managed services
service-project = Project services

product-enterprise-mobility = Enterprise Mobility + Security
product-developer-tools = Developer tools
product-dynamics-business = Dynamics 365 Business
product-dynamics-enterprise = Dynamics 365 Enterprise
product-dynamics-ax = Dynamics AX, GP, NAV, SL
product-microsoft-365 = Microsoft 365
product-power-bi = Power BI
product-skype = Skype for Business
product-surface-hub = Surface Hub
product-sql = SQL Server
